/** The counters and timers, by the names that dashboards know. */
package io.flowmanager.app.observe.metrics;
