/**
 * Changes on their way to the server: the unit of work that is kept as a whole or not at all,
 * compare-and-set on versions, and the commits that go together.
 */
package io.flowmanager.mysql.commit;
