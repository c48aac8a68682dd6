/**
 * The commands of {@code ./flow-manager}: {@link io.flowmanager.app.cli.Cli} lists them, and each
 * is a class beside it. Those about flows, activeflows and variables ask a running daemon over
 * RabbitMQ, and do nothing else.
 */
package io.flowmanager.app.cli;
