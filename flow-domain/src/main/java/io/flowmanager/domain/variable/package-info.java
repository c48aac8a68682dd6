/** Names and texts that an activeflow carries, and how they are filled into its options. */
@NullMarked
package io.flowmanager.domain.variable;

import org.jspecify.annotations.NullMarked;
