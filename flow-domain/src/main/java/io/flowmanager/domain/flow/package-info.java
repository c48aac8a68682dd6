/** A flow: a stored template of actions. */
package io.flowmanager.domain.flow;
