/** What those are promised who put the domain to work in a service of their own. */
package io.flowmanager.embedding;
