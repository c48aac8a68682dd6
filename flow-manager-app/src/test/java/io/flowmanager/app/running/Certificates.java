package io.flowmanager.app.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of one's own and a certificate of it for {@code localhost}, and for no other name,
 * made by Java's keytool.
 */
final class Certificates {
  private static final String PASSWORD = "secret";
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";

  private final Path directory;
  private final Path keys;

  private Certificates(Path directory) {
    this.directory = directory;
    this.keys = directory.resolve("keys.p12");
  }

  static Certificates in(Path directory) throws IOException, InterruptedException {
    var made = new Certificates(directory);
    made.keytool(
        made.keys,
        "-genkeypair",
        "-alias",
        AUTHORITY,
        "-keyalg",
        "EC",
        "-dname",
        "CN=authority",
        "-ext",
        "bc:c");
    made.keytool(
        made.keys,
        "-genkeypair",
        "-alias",
        SERVER,
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-signer",
        AUTHORITY);
    String authority = made.directory.resolve("authority.pem").toString();
    made.keytool(made.keys, "-exportcert", "-rfc", "-alias", AUTHORITY, "-file", authority);
    made.keytool(made.trust(), "-importcert", "-noprompt", "-alias", AUTHORITY, "-file", authority);
    return made;
  }

  /** How a JVM is told to trust the authority. */
  String javaOptions() {
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(trust(), PASSWORD);
  }

  /** For a server in this process. */
  SSLContext server() throws IOException, GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store(), PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The server's certificate and its authority's, as other programs read them. */
  Path chain() throws IOException, GeneralSecurityException {
    var text = new StringBuilder();
    for (var certificate : store().getCertificateChain(SERVER)) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(directory.resolve("server.pem"), text);
  }

  /** The server's key, as other programs read it. */
  Path key() throws IOException, GeneralSecurityException {
    byte[] key = store().getKey(SERVER, PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(directory.resolve("server-key.pem"), pem("PRIVATE KEY", key));
  }

  private Path trust() {
    return directory.resolve("trust.p12");
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(keys)) {
      store.load(stored, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(content));
  }

  private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/keytool") + ""));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
