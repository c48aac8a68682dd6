/** A flow at work: its own copy of the actions, how far it has come, and what it carries. */
package io.flowmanager.domain.activeflow;
