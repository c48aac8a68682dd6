/** Asks servers of the authors' choice, which need not mean well. */
package io.flowmanager.app.fetch;
