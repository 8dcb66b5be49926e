package org.tillmesh.till.invoice;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** Tax invoices after the sale: their list, another in place of a rejected one, the chain's head, the till's certificate. */
public final class TaxInvoices {
    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final Mesh mesh;
    private final InvoiceDesks desks;
    private final InvoiceDesk invoices;
    private final ReissueDesk reissues;
    private final CertificateDesk certificates;
    private final Runnable wakePrinter;

    /** @param wakePrinter called after each finished document */
    public TaxInvoices(TillLock lock, Shop shop, Login login, Mesh mesh, InvoiceDesks desks, Runnable wakePrinter) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.mesh = mesh;
        this.desks = desks;
        this.invoices = new InvoiceDesk(shop, desks.book(), desks.clearances());
        this.reissues = new ReissueDesk(shop, login, desks.forms(), desks.book(), desks.issuing());
        this.certificates = new CertificateDesk(shop, mesh);
        this.wakePrinter = wakePrinter;
    }

    /** Invoices that are rejected or have no answer of the tax authority, and the standard ones of late. */
    public InvoiceAnswers.Invoices list() {
        return lock.doing(invoices::list);
    }

    /**
     * Begins or ends training: selling that is only played.
     *
     * @throws TillException CART_OPEN, FORBIDDEN
     */
    public boolean training(boolean on, @Nullable String approve) {
        return lock.doing(() -> desks.training().turn(on, approve));
    }

    /** Another document in place of one that the tax authority refused; a manager's act. */
    public InvoiceAnswers.Receipt reissue(
            @Nullable String receipt,
            @Nullable DocumentId uuid,
            InvoiceWish.@Nullable Form invoice,
            @Nullable String approve) {
        InvoiceAnswers.Receipt made = lock.doing(
                () -> reissues.reissue(receipt, uuid, invoice, approve).toAnswer());
        wakePrinter.run();
        return made;
    }

    /** Confirms the head of the invoice chain by the QR of the till's last receipt; a manager's act. */
    public InvoiceAnswers.Zatca confirmHead(String qr, @Nullable String approve) {
        return lock.doing(() -> {
            shop.requireActivated();
            login.allow(false, Act.CONFIRM_CHAIN.with(), approve);
            desks.chain().confirm(qr);
            shop.auditIfPossible("confirm-head", "");
            return desks.standing().now();
        });
    }

    /**
     * Asks for this till's first certificate, or a new one in place of any: request, compliance checks of every kind of
     * document, production certificate.
     *
     * @param otp from the authority's portal
     * @throws TillException OFFLINE, TIMEOUT, FORBIDDEN, or BAD_VALUE with what the authority said; nothing changed then
     */
    public InvoiceAnswers.Onboarded onboard(String otp, @Nullable String approve) {
        allow(Act.ONBOARD.with(), approve);
        return recorded("onboard", guarded(() -> certificates.onboard(otp)));
    }

    private InvoiceAnswers.Onboarded recorded(String what, InvoiceAnswers.Onboarded made) {
        return lock.doing(() -> {
            shop.auditIfPossible(what, "");
            return made;
        });
    }

    /** The same by who has the folder and the OTP in hand, with no till running on it: an installer. */
    public InvoiceAnswers.Onboarded onboardAsInstaller(String otp) {
        return guarded(() -> {
            mesh.awaitOnline();
            return certificates.onboard(otp);
        });
    }

    /** A new certificate for one that is about to end. */
    public InvoiceAnswers.Onboarded renew(String otp, @Nullable String approve) {
        allow(Act.RENEW.with(), approve);
        return recorded("renew", guarded(() -> certificates.renew(otp)));
    }

    /** As {@link #onboardAsInstaller}. */
    public InvoiceAnswers.Onboarded renewAsInstaller(String otp) {
        return guarded(() -> {
            mesh.awaitOnline();
            return certificates.renew(otp);
        });
    }

    private void allow(Sentence act, @Nullable String approve) {
        lock.doing(() -> Optional.ofNullable(login.allow(false, act, approve)));
    }

    /** Not one at a time: a cashier sells on while the authority looks. */
    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }
}
