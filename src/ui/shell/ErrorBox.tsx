import { Component } from 'react';
import type { ReactNode } from 'react';

interface ErrorBoxProps {
  /** What the box says instead of its content. */
  readonly message: string;
  readonly again: string;
  /** What the button does besides trying again. */
  readonly onAgain?: () => void;
  readonly children: ReactNode;
}

/** Keeps a failing part of the page from taking the rest with it. React offers this as a class only. */
export class ErrorBox extends Component<ErrorBoxProps, { readonly error: string | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message, again, children } = this.props;
    if (this.state.error === undefined) return children;
    return (
      <div className="error-box" role="alert">
        <p>{message}</p>
        <pre>{this.state.error}</pre>
        <button
          type="button"
          className="button"
          onClick={() => {
            this.props.onAgain?.();
            this.setState({ error: undefined });
          }}
        >
          {again}
        </button>
      </div>
    );
  }
}
