/**
 * The things that operators and their tools see over HTTP: metrics, and whether the process is
 * well.
 */
package io.flowmanager.app.http;
