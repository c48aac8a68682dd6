/** Names and texts that an activeflow carries, and how they are filled into its options. */
package io.flowmanager.domain.variable;
