/** The daemon: put together, started, watched and stopped. */
package io.flowmanager.app;
