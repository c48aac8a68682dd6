/** Talks to a running flow manager as every service of the platform does: over its queue. */
package io.flowmanager.app.client;
