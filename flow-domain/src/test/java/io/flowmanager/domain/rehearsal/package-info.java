/**
 * Flows and actions played turn by turn: the script says what each service answers, the rehearsal
 * whether they are asked that, and in that order.
 */
package io.flowmanager.domain.rehearsal;
