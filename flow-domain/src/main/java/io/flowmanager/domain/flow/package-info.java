/** A flow: a stored template of actions. */
@NullMarked
package io.flowmanager.domain.flow;

import org.jspecify.annotations.NullMarked;
