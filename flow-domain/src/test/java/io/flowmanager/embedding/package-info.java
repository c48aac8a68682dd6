/** Promises to those who put the domain to work in a service of their own. */
package io.flowmanager.embedding;
