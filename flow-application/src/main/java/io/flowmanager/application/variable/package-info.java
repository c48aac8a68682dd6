/** What can be done with an activeflow's variables. */
package io.flowmanager.application.variable;
