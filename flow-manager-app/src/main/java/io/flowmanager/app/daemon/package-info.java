/**
 * The daemon: its parts, wired by Dagger, started in order and stopped in the reverse; and what
 * lets the JVM learn a start beforehand.
 */
package io.flowmanager.app.daemon;
