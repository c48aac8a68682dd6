/** Use cases with an activeflow's variables. */
package io.flowmanager.application.variable;
