"""The composition root: the one place where services are built from settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.accounts import Accounts
from assistant.cohort_channels import CohortChannels
from assistant.cohorts import Cohorts
from assistant.conversations import Conversations
from assistant.digests import Digests
from assistant.drafts import Drafts
from assistant.earned import EarnedBadges
from assistant.help_log import HelpLog
from assistant.identities import Identities
from assistant.nudges import Nudges
from assistant.plans import Plans
from assistant.pursuits import Pursuits
from assistant.replacements import Replacements
from assistant.returns import Returns
from assistant.self_checks import SelfChecks
from assistant.settings import Settings, default_cache_dir
from assistant.shares import Shares
from assistant.store.records import utc_now
from assistant.ways_in import WaysIn
from integrations.data_folder import make_data_dir as make_data_dir

if TYPE_CHECKING:
    from assistant.answers import Answers
    from assistant.conversation import Assistant
    from assistant.from_evidence import EvidenceMatcher
    from assistant.library import Library
    from assistant.llm.budget import Budget
    from assistant.llm.chat_model import ChatModel
    from assistant.llm.paraphrasing import ModelParaphraser
    from assistant.questions import Questions
    from assistant.recommendations import Recommender
    from assistant.self_check.check import SelfChecker
    from assistant.self_check.verdict import RowJudge
    from assistant.store.session import Store
    from assistant.turns import Turns
    from integrations.mail import Mailer
    from retrieval.embeddings import Embedder, RememberingEmbedder, VectorCache


@dataclass
class Services:
    """Everything a face may call, each built when it is first asked for."""

    settings: Settings

    @cached_property
    def store(self) -> Store:
        """The migrated database; raises StoreUnavailable where it or the data folder cannot be."""
        from assistant.store.session import Store

        make_data_dir(self.settings.data_dir)
        store = Store(self.settings.database_url or self.settings.sqlite_url)
        store.migrate()
        return store

    @cached_property
    def local_embedder(self) -> RememberingEmbedder:
        """The embedder on this machine, the only one that drafts may go through."""
        from retrieval.embeddings import LocalEmbedder, RememberingEmbedder

        return RememberingEmbedder(LocalEmbedder())

    @cached_property
    def catalogue_embedder(self) -> Embedder:
        """The embedder of the catalogue and of goals, as CREDCOACH_EMBEDDINGS says."""
        if self.settings.embeddings == "local":
            return self.local_embedder
        from retrieval.embeddings import OpenAIEmbedder

        key = self.settings.openai_api_key
        return OpenAIEmbedder(
            self.settings.embeddings.removeprefix("openai:"),
            key.get_secret_value() if key else None,
            self.settings.openai_base_url,
        )

    @cached_property
    def vector_cache(self) -> VectorCache:
        """Vectors of the catalogue's and the lexicon's text, never of a person's words."""
        from retrieval.embeddings import VectorCache
        from retrieval.lexicon.entries import READY_VECTORS
        from retrieval.sample_vectors import SAMPLE_VECTORS

        return VectorCache(default_cache_dir() / "vectors", SAMPLE_VECTORS, READY_VECTORS)

    @cached_property
    def library(self) -> Library:
        """The catalogue: records, vectors and search."""
        from assistant.library import Library
        from retrieval.index import VectorIndex
        from retrieval.lexicon.concepts import ConceptFinder
        from retrieval.lexicon.entries import ELSEWHERE, LEXICON, read_lexicon

        index = VectorIndex(self.settings.data_dir / "vectors", self.settings.chroma_url)
        cache = self.vector_cache
        own = [self.settings.lexicon] if self.settings.lexicon else []
        embedder = self.catalogue_embedder
        concepts = ConceptFinder(lambda: read_lexicon([LEXICON, *own]), embedder, cache)
        elsewhere = ConceptFinder(lambda: read_lexicon([ELSEWHERE]), embedder, cache)
        return Library(self.store, index, embedder, cache, concepts, elsewhere)

    @cached_property
    def model(self) -> ChatModel | None:
        """The language model, or None where none is set up."""
        if not self.settings.has_model:
            return None
        from assistant.llm.chat_model import ChatModel

        key = self.settings.openai_api_key
        return ChatModel(
            api_key=key.get_secret_value() if key else None,
            base_url=self.settings.openai_base_url,
            model=self.settings.model,
            record_use=self.budget.note,
            check_budget=self.budget.check,
        )

    @cached_property
    def budget(self) -> Budget:
        """What the model took this month, whoever asked: that is kept with nobody's name."""
        from assistant import store
        from assistant.llm.budget import Budget
        from assistant.llm.chat_model import DEFAULT_MODEL
        from assistant.llm.usage import assumed_cost

        def spent_since(since: datetime) -> float:
            with self.store.reading() as session:
                sums = store.model_use.sums(session, since)
            return sums.known_usd + assumed_cost(sums.unpriced_in, sums.unpriced_out)

        def keep(model: str, tokens_in: int, tokens_out: int, cost: float | None) -> None:
            with self.store.session() as session:
                store.model_use.record(
                    session,
                    person_id=None,
                    model=model,
                    tokens_in=tokens_in,
                    tokens_out=tokens_out,
                    cost_usd=cost,
                    at=utc_now(),
                )

        return Budget(
            self.settings.model_budget_usd,
            self.settings.model or DEFAULT_MODEL,
            self.settings.openai_base_url,
            spent_since=spent_since,
            keep_use=keep,
            clock=utc_now,
        )

    @cached_property
    def recommender(self) -> Recommender:
        """Goal -> credentials."""
        from assistant.recommendations import Recommender

        if self.model is None:
            return Recommender(self.library, self.local_embedder)
        from assistant.llm.reranking import ModelReranker
        from assistant.llm.rewriting import ModelRewriter

        reranker, rewriter = ModelReranker(self.model), ModelRewriter(self.model)
        return Recommender(self.library, self.local_embedder, reranker, rewriter)

    @cached_property
    def paraphraser(self) -> ModelParaphraser | None:
        """Says credentials in teachers' words, where a model is set up; only when asked to."""
        if self.model is None:
            return None
        from assistant.llm.paraphrasing import ModelParaphraser

        return ModelParaphraser(self.model)

    @cached_property
    def offline_judge(self) -> RowJudge:
        """The trained judge; one for all, since it keeps its weights and readings in memory."""
        from assistant.self_check.reader import Reader
        from assistant.self_check.trained import TrainedJudge

        return TrainedJudge(Reader())

    @cached_property
    def checker(self) -> SelfChecker:
        """Draft -> report."""
        from assistant.self_check.check import SelfChecker
        from assistant.self_check.judged import ModelJudge

        through_model = ModelJudge(self.model) if self.model else None
        return SelfChecker(self.local_embedder, self.offline_judge, through_model)

    @cached_property
    def evidence_matcher(self) -> EvidenceMatcher:
        """A text that exists -> credentials; like the checks it goes through this machine alone."""
        from assistant.from_evidence import EvidenceMatcher

        cache = self.vector_cache
        return EvidenceMatcher(self.library, self.local_embedder, self.offline_judge, cache)

    @cached_property
    def baseline_checker(self) -> SelfChecker:
        """Judges by surface alone, offline: what the trained judge is held against."""
        from assistant.self_check.check import SelfChecker
        from assistant.self_check.surface import SurfaceJudge

        return SelfChecker(self.local_embedder, SurfaceJudge())

    @cached_property
    def accounts(self) -> Accounts:
        """People, passwords, sessions and tokens."""
        return Accounts(self.store)

    @cached_property
    def identities(self) -> Identities:
        """Accounts by what a provider of single sign-on proved."""
        return Identities(self.store)

    @cached_property
    def ways_in(self) -> WaysIn:
        """Where a person is signed in."""
        return WaysIn(self.store)

    @cached_property
    def mailer(self) -> Mailer | None:
        """Mail, or None where no server is set up: links are then shown to the admin."""
        from integrations.mail import mailer

        return mailer(self.settings.smtp_url)

    @cached_property
    def conversations(self) -> Conversations:
        """A person's chats."""
        return Conversations(self.store)

    @cached_property
    def drafts(self) -> Drafts:
        """A person's drafts."""

        def parts_of(credential_id: str) -> frozenset[str] | None:
            credential = self.library.shelf().credentials.get(credential_id)
            return frozenset(part.id for part in credential.submission) if credential else None

        return Drafts(self.store, parts_of=parts_of)

    @cached_property
    def replacements(self) -> Replacements:
        """Letters for the names in a person's drafts."""
        return Replacements(self.store)

    @cached_property
    def pursuits(self) -> Pursuits:
        """What a person is after."""
        return Pursuits(self.store, known=lambda i: i in self.library.shelf().credentials)

    @cached_property
    def plans(self) -> Plans:
        """A person's weeks, stacks and what they have to keep to."""
        return Plans(self.store, self.pursuits, lambda: self.library.shelf())

    @cached_property
    def returns(self) -> Returns:
        """What came back from assessors, and the changes that it asks for."""
        from assistant.self_check.returned.after_return import ReturnReader

        return Returns(
            self.store,
            ReturnReader(self.local_embedder),
            lambda credential_id: self.library.shelf().credentials.get(credential_id),
        )

    @cached_property
    def earned(self) -> EarnedBadges:
        """What a person has shown to have earned; issuers' keys lie in the data folder."""
        from retrieval.formats.issuer_files import read_issuer_files

        folder = self.settings.data_dir / "issuers"
        return EarnedBadges(
            self.store,
            lambda: self.library.shelf().credentials,
            lambda: read_issuer_files(folder),
        )

    @cached_property
    def cohorts(self) -> Cohorts:
        """Coaches and their teachers."""
        return Cohorts(self.store)

    @cached_property
    def cohort_channels(self) -> CohortChannels:
        """Cohorts in their channels."""
        return CohortChannels(self.store)

    @cached_property
    def nudges(self) -> Nudges:
        """Reminders to who stands still."""
        return Nudges(self.store)

    @cached_property
    def digests(self) -> Digests:
        """A cohort's week, for its channel and for its coach."""
        return Digests(self.store, self.cohorts, self.nudges, lambda: self.library.shelf())

    @cached_property
    def shares(self) -> Shares:
        """What a person shows her coach, and who looked."""
        return Shares(self.store)

    @cached_property
    def self_checks(self) -> SelfChecks:
        """Self-checks that were kept."""
        return SelfChecks(self.store)

    @cached_property
    def help_log(self) -> HelpLog:
        """What help a person was given, for herself alone."""
        return HelpLog(self.store)

    @cached_property
    def questions(self) -> Questions:
        """Questions about a credential; they go through no embedder but the one on this machine."""
        from assistant.questions import Questions

        return Questions(self.library, self.local_embedder, self.vector_cache)

    @cached_property
    def answers(self) -> Answers:
        """The tools behind the conversation."""
        from assistant.answers import Answers
        from assistant.recommendations import Recommender

        return Answers(
            self.library,
            # In a conversation the model has its say already, or has just failed: no order is
            # asked of it, which would cost another call, or another failure.
            Recommender(self.library, self.local_embedder),
            self.checker,
            self.self_checks,
            self.pursuits,
            self.cohorts,
            self.questions,
            self.plans,
            self.evidence_matcher,
            accounts=self.accounts,
            shares=self.shares,
            drafts=self.drafts,
            has_model=self.model is not None,
        )

    @cached_property
    def assistant(self) -> Assistant:
        """The door to every conversation."""
        from assistant.conversation import Assistant
        from assistant.dialogue.ear import Ear

        return Assistant(
            self.conversations,
            self.library,
            self.answers,
            self.model,
            self_checks=self.self_checks,
            pursuits=self.pursuits,
            help_log=self.help_log,
            ear=Ear(self.local_embedder),
        )

    @cached_property
    def turns(self) -> Turns:
        """Turns that go on when the request that began them is gone."""
        from assistant.turns import Turns

        return Turns(self.assistant, self.conversations)

    def prepare(self) -> None:
        """Build everything now, before threads ask: each service must be built only once."""
        for name, member in type(self).__dict__.items():
            if isinstance(member, cached_property):
                getattr(self, name)
        if self.model is not None:
            self.model.load()

    def close(self) -> None:
        """Give back what was opened."""
        if mailer := self.__dict__.get("mailer"):
            mailer.close()
        if "store" in self.__dict__:
            self.store.close()
