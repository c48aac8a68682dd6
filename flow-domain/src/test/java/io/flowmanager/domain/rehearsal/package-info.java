/**
 * Flows and actions played without a telephone: the script says what each service answers, the
 * rehearsal whether they are asked that, and in that order.
 */
package io.flowmanager.domain.rehearsal;
