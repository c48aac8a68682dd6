/** What can be done with flows. */
package io.flowmanager.application.flow;
