/** The entry: the daemon, or what a command says. */
package io.flowmanager.app;
