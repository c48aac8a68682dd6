/** What part of the heap may be taken for what, and who waits where it is taken. */
package io.flowmanager.application.memory;
