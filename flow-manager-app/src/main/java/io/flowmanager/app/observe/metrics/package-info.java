/** What is counted and timed, by the names that dashboards know. */
package io.flowmanager.app.observe.metrics;
