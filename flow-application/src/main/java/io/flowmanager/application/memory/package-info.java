/** The heap's division, and the waiting where a part of it is taken. */
package io.flowmanager.application.memory;
