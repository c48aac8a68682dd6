/** The things that operators see of the daemon: log lines, metrics and traces. */
package io.flowmanager.app.observe;
