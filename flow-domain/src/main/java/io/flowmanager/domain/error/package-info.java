/** The ways to fail, in words that callers can act on. */
@NullMarked
package io.flowmanager.domain.error;

import org.jspecify.annotations.NullMarked;
