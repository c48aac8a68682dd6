/** Flows rehearsed from files: what a command line offers to whoever writes them. */
package io.flowmanager.application.rehearsal;
