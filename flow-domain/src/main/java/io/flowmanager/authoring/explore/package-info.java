/** A flow tried out before a caller does: all they can do, and where it leads. */
@NullMarked
package io.flowmanager.authoring.explore;

import org.jspecify.annotations.NullMarked;
