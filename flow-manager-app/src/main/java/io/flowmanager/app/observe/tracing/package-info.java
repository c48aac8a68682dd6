/**
 * Spans of the requests that are served and of those that are put to other services, for a
 * collector of OpenTelemetry's. What is in a request is in none. Where no collector is named nobody
 * comes here, and no class of OpenTelemetry's is loaded: only classes of this package know it.
 */
package io.flowmanager.app.observe.tracing;
