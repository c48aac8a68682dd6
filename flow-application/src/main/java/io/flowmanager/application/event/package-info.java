/** The events by which the world learns of changes. */
package io.flowmanager.application.event;
