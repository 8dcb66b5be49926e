package org.tillmesh.replication.security;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS 1.3 contexts of replication links. Names of machines mean nothing here: who a peer is stands in its certificate. */
public final class LinkTls {
    private static final String TLS = "TLSv1.3";

    private LinkTls() {}

    /** Both sides with certificates of the same company. */
    public static SslContext client(KeyRing ring, Clock clock) {
        return build(
                SslContextBuilder.forClient()
                        .keyManager(
                                ring.key(KeyNames.SELF),
                                ring.certificate(KeyNames.SELF),
                                ring.authority(KeyNames.SELF)),
                ring,
                clock);
    }

    /** @param activation whether one without a certificate may come, who then can do no more than activate */
    public static SslContext server(KeyRing ring, Clock clock, boolean activation) {
        return build(
                SslContextBuilder.forServer(
                                ring.key(KeyNames.SELF), ring.certificate(KeyNames.SELF), ring.authority(KeyNames.SELF))
                        .clientAuth(activation ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE),
                ring,
                clock);
    }

    /**
     * For a till that has no certificate yet: takes only the authority that the code names.
     *
     * @param stranger told when the other side's is another
     */
    public static SslContext activation(ActivationCode code, Runnable stranger) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(new Trust(null, code, stranger, Clock.systemUTC()))
                    .sslProvider(SslProvider.JDK)
                    .protocols(TLS)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new SecurityFailure("This Java speaks no TLS 1.3", e);
        }
    }

    private static SslContext build(SslContextBuilder builder, KeyRing ring, Clock clock) {
        try {
            return builder.trustManager(new Trust(ring.authority(KeyNames.SELF).getPublicKey(), null, () -> {}, clock))
                    .sslProvider(SslProvider.JDK)
                    .protocols(TLS)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new SecurityFailure("This Java speaks no TLS 1.3", e);
        }
    }

    /** Takes a peer whose certificate the company's key signed, judged by corrected time. */
    private static final class Trust extends X509ExtendedTrustManager {
        private final @Nullable PublicKey authority;
        private final @Nullable ActivationCode code;
        private final Runnable stranger;
        private final Clock clock;

        Trust(@Nullable PublicKey authority, @Nullable ActivationCode code, Runnable stranger, Clock clock) {
            this.authority = authority;
            this.code = code;
            this.stranger = stranger;
            this.clock = clock;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                PublicKey key = authority;
                if (code != null) {
                    if (chain.length < 2 || !code.isOf(chain[chain.length - 1].getPublicKey())) {
                        stranger.run();
                        throw new CertificateException("This relay is not the one that made the activation code");
                    }
                    key = chain[chain.length - 1].getPublicKey();
                }
                if (key == null) {
                    throw new CertificateException("No authority to judge by");
                }
                Identity identity = Certificates.identity(chain[0], key, clock.instant());
                if (identity.kind() == Identity.Kind.DEMO_SEED) {
                    throw new CertificateException("The demo seed opens no links");
                }
            } catch (SecurityFailure e) {
                throw new CertificateException(e.getMessage(), e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
