/** A flow at work: its own copy of the actions, how far it has come, and what it carries. */
@NullMarked
package io.flowmanager.domain.activeflow;

import org.jspecify.annotations.NullMarked;
