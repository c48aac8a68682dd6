/**
 * Names of things: a record each, so that none is taken for another. All zeros on the wire mean
 * none.
 */
@NullMarked
package io.flowmanager.domain.id;

import org.jspecify.annotations.NullMarked;
