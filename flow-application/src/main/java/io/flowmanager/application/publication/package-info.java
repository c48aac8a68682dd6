/** The publishing of what was committed. */
package io.flowmanager.application.publication;
