/**
 * Tools for those who write flows: {@code check} finds mistakes, {@code explore} tries out all that
 * can happen, {@code rehearse} plays a flow by a scenario, {@code explain} tells the way that an
 * activeflow took, {@code draw} makes a picture, {@code schema} and {@code reference} describe the
 * catalog, and {@code label} names actions and exits for people.
 *
 * <p>All of it is as pure as {@code io.flowmanager.domain}, which it is made from.
 */
@NullMarked
package io.flowmanager.authoring;

import org.jspecify.annotations.NullMarked;
