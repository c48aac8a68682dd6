/** A broker and a database to bring along, for a first look and for development. */
package io.flowmanager.app.embedded;
