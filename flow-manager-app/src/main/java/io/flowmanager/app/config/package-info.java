/**
 * The settings of an operator: {@link io.flowmanager.app.config.Setting} is the one table of it,
 * {@link io.flowmanager.app.config.CommandLine} reads the flags and the environment, and {@link
 * io.flowmanager.app.config.FlowManagerConfig} is what came of it, checked.
 */
package io.flowmanager.app.config;
