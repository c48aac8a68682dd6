/**
 * What every implementation of a port has to do, as interfaces of tests, and implementations that
 * keep everything in memory.
 */
package io.flowmanager.application.port;
