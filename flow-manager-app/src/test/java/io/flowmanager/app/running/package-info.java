/**
 * The daemon as a process of its own, started by the launcher, on real servers or embedded ones,
 * and spoken to over AMQP only.
 */
package io.flowmanager.app.running;
