/** Use cases with flows. */
package io.flowmanager.application.flow;
