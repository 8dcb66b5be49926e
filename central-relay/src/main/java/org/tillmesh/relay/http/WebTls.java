package org.tillmesh.relay.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;

/** The console's TLS with the certificate as it is just now: looked after while it runs, and the last good one stands. */
public final class WebTls implements Supplier<SslContext>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebTls.class);
    private static final long LOOK_SECONDS = 30;

    private final WebCertificate certificate;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("relay-certificate", true));
    private volatile SslContext shown;
    private volatile @Nullable String trouble;

    private WebTls(WebCertificate certificate) {
        this.certificate = certificate;
        this.shown = context(certificate.look().orElseThrow());
    }

    /**
     * Of the company's own authority, for this machine's names.
     *
     * @param folder where the key ring lies; @param named further names by which the console is asked for
     */
    public static WebTls issued(KeyRing ring, Path folder, List<String> named, Clock clock) {
        named.forEach(WebNames::parse);
        return of(new IssuedCertificate(ring, folder, () -> WebNames.all(named), clock));
    }

    /** The same for the names that it is for already, whatever this machine's are: for an act of the folder's keeper. */
    public static WebTls kept(KeyRing ring, Path folder, Clock clock) {
        if (!ring.has(KeyNames.WEB)) {
            return issued(ring, folder, List.of(), clock);
        }
        SortedSet<String> names = IssuedCertificate.names(ring.certificate(KeyNames.WEB));
        return of(new IssuedCertificate(ring, folder, () -> names, clock));
    }

    /** The operator's own. @throws RelayException if the files can't be used; says why */
    public static WebTls given(Path chainFile, Path keyFile, Clock clock) {
        return of(new GivenCertificate(chainFile, keyFile, clock));
    }

    static WebTls of(WebCertificate certificate) {
        return new WebTls(certificate);
    }

    public WebTls begin() {
        looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public SslContext get() {
        return shown;
    }

    /** Why the certificate that should be shown is not; empty if all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Links that stand keep what they have. */
    void look() {
        try {
            certificate.look().ifPresent(fresh -> {
                shown = context(fresh);
                LOG.info(
                        "The console shows the certificate until {}",
                        fresh.chain().get(0).getNotAfter().toInstant());
            });
            trouble = null;
        } catch (RuntimeException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(trouble)) {
                LOG.warn("The console goes on with its last certificate: {}", now);
            }
            trouble = now;
        }
    }

    private static SslContext context(WebCertificate.Shown shown) {
        try {
            return SslContextBuilder.forServer(shown.key(), shown.chain())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new RelayException("The console's certificate can't be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        looking.shutdown();
    }
}
