/** The flow manager's needs of the outside, in the words of whoever owns the other side. */
package io.flowmanager.application.port;
