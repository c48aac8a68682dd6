/** Every type of action, a file each: its options, what they mean, and how it is performed. */
@NullMarked
package io.flowmanager.domain.catalog;

import org.jspecify.annotations.NullMarked;
