/** A call, played through a flow manager that was started for it. */
package io.flowmanager.app.demo;
