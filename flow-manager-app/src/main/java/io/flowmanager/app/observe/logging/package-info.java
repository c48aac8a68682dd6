/** The log: where its lines go, and what they look like. */
package io.flowmanager.app.observe.logging;
