/** An action as it is stored: its id, its type's name and its options, not yet read. */
@NullMarked
package io.flowmanager.domain.action;

import org.jspecify.annotations.NullMarked;
