"""The baseline: what LangChain's introduction to retrieval builds, with the same embedding model.

Texts are cut by `RecursiveCharacterTextSplitter` (1000 characters, 200 overlap) and put into Chroma; the
answer is the chunk nearest to the question, whole. It never refuses and does not look at earlier turns.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from ingest.embedder import Embedder

SIZE, OVERLAP = 1000, 200


class SameModel(Embeddings):
    """The library's own embedder behind LangChain's interface."""

    def __init__(self, embedder: "Embedder") -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class Quickstart:
    """Give it texts by title; `ask` gives the nearest chunk."""

    def __init__(self, texts: Mapping[str, str], embedder: "Embedder", name: str) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        documents = [Document(text, metadata={"source": title}) for title, text in texts.items()]
        collection = "quickstart-" + "".join(letter if letter.isalnum() else "-" for letter in name)
        self._store = Chroma(collection, SameModel(embedder))
        self._store.add_documents(splitter.split_documents(documents))

    def ask(self, question: str) -> str:
        found = self._store.similarity_search(question, k=1)
        return found[0].page_content if found else ""
