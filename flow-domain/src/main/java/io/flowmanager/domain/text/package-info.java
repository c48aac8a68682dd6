/** The words in which a person reads of values, durations and comparisons. */
@NullMarked
package io.flowmanager.domain.text;

import org.jspecify.annotations.NullMarked;
