/** The words in which a person reads of values, durations and comparisons. */
package io.flowmanager.domain.text;
