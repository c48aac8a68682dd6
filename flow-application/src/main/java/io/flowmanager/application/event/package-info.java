/** What the world is told of what changed. */
package io.flowmanager.application.event;
