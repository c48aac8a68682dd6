/** How the world is told of what was committed. */
package io.flowmanager.application.publication;
